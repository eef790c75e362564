import { describe, expect, test } from 'vitest';
import type { KindShares } from '../../../lib/domain/asks/kind-head.ts';
import { weighKind } from '../../../lib/domain/asks/weigh-kind.ts';

/** Shares that favour nothing, but for what is said; the rest is spread evenly. */
function shares(said: Partial<KindShares>): KindShares {
  const kinds = ['request', 'problem', 'complaint', 'question', 'about-open-case', 'thanks', 'other'] as const;
  const given = Object.values(said).reduce((sum, share) => sum + share, 0);
  const rest = (1 - given) / (kinds.length - Object.keys(said).length);
  return Object.fromEntries(kinds.map((kind) => [kind, said[kind] ?? rest])) as KindShares;
}

describe('with the head', () => {
  test('what no phrase tells, the head does', () =>
    expect(weighKind({ cue: null, shares: shares({ problem: 0.8 }) })).toMatchObject({ kind: 'problem' }));

  test('a phrase wins over a head that is in doubt, not over one that is sure', () => {
    const doubtful = shares({ thanks: 0.45, request: 0.4 });
    expect(weighKind({ cue: 'request', shares: doubtful }).kind).toBe('request');
    expect(weighKind({ cue: null, shares: doubtful }).kind).toBe('thanks');
    expect(weighKind({ cue: 'request', shares: shares({ thanks: 0.85, request: 0.1 }) }).kind).toBe('thanks');
  });

  test('a phrase is worth twice the share, and no more', () => {
    expect(weighKind({ cue: 'request', shares: shares({ problem: 0.59, request: 0.3 }) }).kind).toBe('request');
    expect(weighKind({ cue: 'request', shares: shares({ problem: 0.61, request: 0.3 }) }).kind).toBe('problem');
  });

  test('a remark without any word of asking is hardly a question', () => {
    const about = shares({ question: 0.6, other: 0.2 });
    expect(weighKind({ cue: null, shares: about }).kind).toBe('other');
    expect(weighKind({ cue: 'question', shares: about }).kind).toBe('question');
    expect(weighKind({ cue: 'request', shares: about }).kind).toBe('question');
  });

  test('agreement of phrase and head is surer than either alone, and a tie is in doubt', () => {
    const likely = shares({ problem: 0.6, request: 0.2 });
    const agreed = weighKind({ cue: 'problem', shares: likely }).confidence;
    expect(agreed).toBeGreaterThan(weighKind({ cue: null, shares: likely }).confidence);
    expect(agreed).toBeLessThan(1);
    expect(weighKind({ cue: null, shares: shares({ problem: 0.4, request: 0.4 }) }).confidence).toBeLessThan(0.5);
  });

  test('a head that excludes every other kind is believed whole', () => {
    const certain = shares({ problem: 1 });
    expect(weighKind({ cue: null, shares: certain })).toEqual({ kind: 'problem', confidence: 1 });
  });
});

describe('without the head', () => {
  test.each([
    ['problem', 0.9],
    ['thanks', 0.9],
    ['question', 0.8],
  ] as const)('the phrase alone tells a %s', (cue, confidence) =>
    expect(weighKind({ cue, shares: null })).toEqual({ kind: cue, confidence }),
  );

  test('where no phrase tells anything, a person has to look', () =>
    expect(weighKind({ cue: null, shares: null })).toEqual({ kind: 'request', confidence: 0.4 }));
});
