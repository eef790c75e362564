import { mean, percent } from './corpora.ts';

export interface Guess {
  confidence: number;
  isRight: boolean;
}
export interface Curve {
  name: string;
  guesses: Guess[];
}

const BINS = 10;
const binOf = ({ confidence }: Guess): number => Math.min(BINS - 1, Math.floor(confidence * BINS));

/** How far stated confidence and truth lie apart, on average over tenths, 0..1. */
export function calibrationError(guesses: Guess[]): number {
  const bins = Map.groupBy(guesses, binOf).values();
  const off = bins.map((bin) =>
    Math.abs(bin.reduce((sum, { confidence, isRight }) => sum + confidence - Number(isRight), 0)),
  );
  return off.reduce((a, b) => a + b, 0) / guesses.length;
}

/** Stated and true, a row a tenth. */
export function curveRows({ name, guesses }: Curve) {
  const bins = Map.groupBy(guesses, binOf);
  return [...bins.keys()].sort().map((bin) => {
    const of = bins.get(bin)!;
    const right = percent(mean(of.map(({ isRight }) => Number(isRight))));
    return {
      set: name,
      'stated %': percent(mean(of.map(({ confidence }) => confidence))),
      'right %': right,
      texts: of.length,
      bar: '#'.repeat(Math.round(right / 5)),
    };
  });
}

/** Fewer texts in a tenth are chance, and are not drawn. */
const ENOUGH = 20;
const [SIDE, LEFT, TOP] = [300, 56, 16];
const x = (value: number): string => (LEFT + SIDE * value).toFixed(1);
const y = (value: number): string => (TOP + SIDE * (1 - value)).toFixed(1);

export function curveSvg(curves: Curve[]): string {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (at) =>
      `<path class="grid" d="M${x(at)} ${y(0)}V${y(1)}M${x(0)} ${y(at)}H${x(1)}"/><text x="${x(at)}" y="${y(-0.06)}" text-anchor="middle">${100 * at}</text><text x="${x(-0.02)}" y="${y(at - 0.012)}" text-anchor="end">${100 * at}</text>`,
  );
  const lines = curves.map(({ name, guesses }, i) => {
    const points = curveRows({ name, guesses })
      .filter(({ texts }) => texts >= ENOUGH)
      .map((row) => [x(row['stated %'] / 100), y(row['right %'] / 100)]);
    const marks = points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3"/>`).join('');
    const key = TOP + SIDE + 62 + 18 * i;
    return `<g class="c${i}"><polyline points="${points.map((at) => at.join()).join(' ')}"/>${marks}<path d="M${LEFT} ${key - 4}h24"/></g><text x="${LEFT + 32}" y="${key}">${name}</text>`;
  });
  const [width, height] = [LEFT + SIDE + 24, TOP + SIDE + 62 + 18 * curves.length];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Stated confidence against the share that was right">
<style>
text{font:12px system-ui,sans-serif;fill:#333}.grid,.ideal{fill:none;stroke:#ccc}.ideal{stroke:#888;stroke-dasharray:4 4}
polyline,g path{fill:none;stroke-width:2}.c0{stroke:#0969da;fill:#0969da}.c1{stroke:#bc4c00;fill:#bc4c00}.c2{stroke:#1a7f37;fill:#1a7f37}
.c1 polyline,.c1 path{stroke-dasharray:7 3}.c2 polyline,.c2 path{stroke-dasharray:2 3}
@media(prefers-color-scheme:dark){text{fill:#ddd}.grid{stroke:#444}.c0{stroke:#58a6ff;fill:#58a6ff}.c1{stroke:#f0883e;fill:#f0883e}.c2{stroke:#3fb950;fill:#3fb950}}
</style>
${ticks.join('\n')}
<path class="ideal" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}"/>
${lines.join('\n')}
<text x="${x(0.5)}" y="${y(-0.13)}" text-anchor="middle">stated confidence, %</text>
<text transform="translate(14 ${y(0.5)}) rotate(-90)" text-anchor="middle">of those right, %</text>
</svg>
`;
}
