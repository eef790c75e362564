import { LineCounter, parseDocument } from 'yaml';
import type { Fault } from '../domain/desk/fault.ts';

export interface YamlFile {
  value: unknown;
  /** `[3].examples[0] (line 40)`: by the nearest thing that stands in the file, since a missing field has no line. */
  place(at: Fault['at']): string;
}

/** YAML 1.2, and so JSON. Syntax faults come with their line. */
export function parseYaml(source: string): YamlFile | { faults: { path: string; problem: string; cure: string }[] } {
  const lines = new LineCounter();
  const tree = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const syntax = [...tree.errors, ...tree.warnings];
  const cure = 'Correct the syntax: look at the indentation and at quotes around texts with ":" or "#".';
  if (syntax.length > 0)
    return {
      faults: syntax.map(({ pos, message }) => ({
        path: `line ${lines.linePos(pos[0]).line}`,
        problem: message,
        cure,
      })),
    };
  const place = (at: Fault['at']): string => {
    const words = at.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
    return `${words.replace(/^\./, '')} (line ${lines.linePos(offsetOf(at)).line})`.trimStart();
  };
  const offsetOf = (at: Fault['at']): number => {
    const node = tree.getIn(at, true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
    if (Array.isArray(range)) return Number(range[0]);
    return at.length > 0 ? offsetOf(at.slice(0, -1)) : 0;
  };
  try {
    return { value: tree.toJS({ maxAliasCount: 100 }), place };
  } catch (error) {
    return { faults: [{ path: '', problem: String(error), cure: 'Write repeated parts out instead of by alias.' }] };
  }
}
