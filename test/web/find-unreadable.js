// Runs in the page, so it is plain JavaScript. WCAG 2.2: 4.5 to 1 between a text and its ground, a label on each field.
(() => {
  const light = (colour) => {
    const [r, g, b] = colour
      .match(/[\d.]+/g)
      .map((part) => Number(part) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element) => {
    const colour = element ? getComputedStyle(element).backgroundColor : 'rgb(255, 255, 255)';
    return element && colour === 'rgba(0, 0, 0, 0)' ? groundOf(element.parentElement) : colour;
  };
  const contrast = (element) => {
    const [low, high] = [light(getComputedStyle(element).color), light(groundOf(element))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const fields = [...document.querySelectorAll('input:not([type=hidden]), textarea')];
  return {
    sticksOut: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    unlabelled: fields.filter((field) => field.labels.length === 0).map((field) => field.name),
    pale: [...document.querySelectorAll('main *')]
      .filter((element) => contrast(element) < 4.5)
      .map((element) => element.outerHTML.slice(0, 80)),
  };
})();
