/** What must be and what is aimed at; where the aim is lower than the must, less is better. */
const goals = {
  'Banking77, 1 example and name: right %': { must: 64, aim: 70 },
  'Banking77, 5-shot: right %': { must: 81, aim: 85 },
  'Banking77, 10-shot: right %': { must: 86.5, aim: 90 },
  'Banking77, full: right %': { must: 92, aim: 94.5 },
  'CLINC150, 10-shot: right %': { must: 91, aim: 95 },
  'CLINC150, 10-shot: in scope, answered and right %': { must: 91, aim: 95 },
  'CLINC150, 10-shot: out of scope, told as none %': { must: 85, aim: 90 },
  'CLINC150, full: in scope, answered and right %': { must: 91, aim: 95 },
  'CLINC150, full: out of scope, told as none %': { must: 85, aim: 90 },
  'calibration error %, Banking77, 5-shot': { must: 5, aim: 3 },
  'calibration error %, Banking77, 10-shot': { must: 5, aim: 3 },
  'calibration error %, CLINC150, 10-shot with out-of-scope': { must: 5, aim: 3 },
  'a quarter hidden: ARI of the unknown': { must: 58, aim: 70 },
  'half hidden: ARI of the unknown': { must: 50, aim: 60 },
  'a quarter hidden: known, right offer %': { must: 80, aim: 85 },
  'a quarter hidden: unknown taken for known %': { must: 25, aim: 12 },
  'half hidden: known, right offer %': { must: 80, aim: 85 },
  'half hidden: unknown taken for known %': { must: 25, aim: 12 },
  'a quarter hidden: raised %': { must: 80, aim: 95 },
  'a quarter hidden: of those double or leaked %': { must: 30, aim: 10 },
  'half hidden: raised %': { must: 80, aim: 95 },
  'half hidden: of those double or leaked %': { must: 30, aim: 10 },
  'wishes, en and fr: ARI': { must: 25, aim: 40 },
  'kinds, en and fr: macro F1 %': { must: 78, aim: 85 },
  'multi_ask: actions, within one %': { must: 75, aim: 85 },
  'ms a short text, one thread': { must: 40, aim: 15 },
  'model load ms': { must: 1_500, aim: 600 },
  'peak memory MB, model and 200 texts': { must: 350, aim: 250 },
  'fit of 30 offers x 6 examples, ms': { must: 2_000, aim: 2_000 },
  'fit of 150 offers x 10 examples, ms': { must: 20_000, aim: 20_000 },
} as const;

/** A figure with a name that no goal has is passed over. */
export const goalRows = (reached: Record<string, number>) =>
  Object.entries(goals).map(([figure, { must, aim }]) => {
    const value = reached[figure];
    const reaches = (goal: number) => (aim < must || LESS.test(figure) ? value! <= goal : value! >= goal);
    const verdict =
      value === undefined ? 'not measured' : reaches(aim) ? 'aim reached' : reaches(must) ? 'must reached' : 'MISSED';
    return { figure, reached: value ?? null, must, aim, verdict };
  });

/** Where must and aim are one number, its unit says which way is better. */
const LESS = /\bms$/;
