/** `${ReadMessageArn}` in a workflow file is the function of the step `read-message`. */
export const placeholderOf = (step: string): string =>
  `${step.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}Arn`;
