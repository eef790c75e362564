import { describe, expect, test } from 'vitest';
import { catalogueSchema, matchCatalogueSchema } from '../../../lib/domain/desk/catalogue-schema.ts';
import type { DeskSettings, Policy } from '../../../lib/domain/desk/desk.ts';
import { readAs } from '../../../lib/domain/desk/fault.ts';
import { policySchema } from '../../../lib/domain/desk/policy-schema.ts';
import { settingsSchema } from '../../../lib/domain/desk/settings-schema.ts';
import { labels, policy } from '../../builders/facts.ts';

const settings: DeskSettings = {
  name: 'Desk',
  addresses: ['help@desk.example'],
  language: 'en',
  timeZone: 'Europe/Amsterdam',
  people: { problems: 'fix@desk.example', complaints: 'care@desk.example', operations: 'ops@desk.example' },
  managers: [{ address: 'mia@desk.example', name: 'Mia' }],
  staff: [{ address: 'lea@desk.example', name: 'Lea', role: 'lead' }],
  businessHours: { days: ['mon'], from: '09:00', until: '17:00', holidays: ['2028-02-29'] },
  digest: { at: ['09:00', '14:00'], atOnce: ['key'] },
  inDoubt: 'never-lost',
  strangers: 'hold',
  currency: 'EUR',
};

const faultsIn = <T>(schema: Parameters<typeof readAs<T>>[0], value: unknown): string[] => {
  const read = readAs(schema, value);
  return 'faults' in read ? read.faults.map(({ at, problem }) => `${at.join('.')}: ${problem}`) : [];
};

describe('desk.yaml', () => {
  test('sound settings are read as they are, addresses in lower case', () =>
    expect(readAs(settingsSchema, { ...settings, addresses: ['Help@Desk.example'] })).toEqual({ value: settings }));

  test.each<[string, object, string]>([
    ['a misspelt field is named', { adresses: [] }, ': has unknown fields: "adresses"'],
    ['a missing field is named', { name: undefined }, 'name: is missing'],
    ['a time zone that nobody knows', { timeZone: 'Mars/Olympus' }, 'timeZone: is not a time zone'],
    ['a currency in words', { currency: 'Euro' }, 'currency: is not a currency'],
    [
      'a manager at an address of the desk itself, which would go round in a circle',
      { managers: [{ address: 'help@desk.example', name: 'Help' }] },
      "managers.0.address: is one of the desk's own addresses",
    ],
    [
      'a deputy whom nobody knows',
      { managers: [{ address: 'mia@desk.example', name: 'Mia', deputy: 'jo@desk.example' }] },
      'managers.0.deputy: is no other manager of this desk',
    ],
    [
      'a lead who is not on the staff',
      { managers: [{ address: 'mia@desk.example', name: 'Mia', lead: 'jo@desk.example' }] },
      'managers.0.lead: is no lead of this desk',
    ],
    [
      'a manager who is staff as well',
      { staff: [{ address: 'mia@desk.example', name: 'Mia', role: 'ops' }] },
      'staff.0.address: is there twice',
    ],
    [
      'a day that ends as it begins',
      { businessHours: { days: ['mon'], from: '09:00', until: '09:00' } },
      'businessHours: the day ends before it begins',
    ],
    [
      'an hour that is none',
      { businessHours: { days: ['mon'], from: '09:00', until: '24:00' } },
      'businessHours.until: is not a time of day',
    ],
    [
      'a holiday that is no day',
      { businessHours: { days: ['mon'], from: '09:00', until: '17:00', holidays: ['2027-02-29'] } },
      'businessHours.holidays.0: is not a day',
    ],
    ['a digest out of order', { digest: { at: ['14:00', '09:00'] } }, 'digest.at: the times do not ascend'],
  ])('%s', (_, but, fault) => expect(faultsIn(settingsSchema, { ...settings, ...but })).toEqual([fault]));

  test('an older file without staff, hours and digest is still read', () => {
    const { staff: _, businessHours: __, digest: ___, ...older } = settings;
    expect(readAs(settingsSchema, older)).toMatchObject({
      value: { staff: [], digest: null, businessHours: { from: '09:00', until: '17:30' } },
    });
  });
});

describe('policy.yaml', () => {
  const { demand, bands, table } = policy;
  const { widespread: _, ...incompleteRow } = table.key;

  test('a sound policy is read as it is, phrases in lower case', () =>
    expect(
      readAs(policySchema, {
        ...policy,
        neverList: { topics: ['source-escrow'], phrases: ['Terminate our contract', 'sue'] },
      }),
    ).toEqual({ value: policy }));

  test.each<[string, Partial<Record<keyof Policy, unknown>>, string[]]>([
    ['core just below key', { bands: { key: 101, core: 100, light: 0 } }, []],
    ['core as high as key', { bands: { ...bands, core: bands.key } }, ['bands: the bands do not descend']],
    ['demand counted up to its cap', { demand: { ...demand, widespread: 50 } }, []],
    [
      'demand beyond its cap',
      { demand: { ...demand, widespread: 51 } },
      ['demand: widespread is above 50, as far as accounts are counted'],
    ],
    ['recurring at widespread', { demand: { ...demand, recurring: 8 } }, []],
    ['recurring above widespread', { demand: { ...demand, recurring: 9 } }, ['demand: recurring is above widespread']],
    ['an answer within 13 days', { approval: { answerWithinDays: 13 } }, []],
    [
      'an answer after the machine gave up',
      { approval: { answerWithinDays: 14 } },
      ['approval.answerWithinDays: is too large or too long: 14'],
    ],
    [
      'a reminder when the time is over',
      { approval: { answerWithinDays: 3, remindAfterDays: [1, 3] } },
      ['approval: reminders do not ascend, or come when the time is over'],
    ],
    ['a reminder the day before', { approval: { answerWithinDays: 3, remindAfterDays: [1, 2] } }, []],
    [
      'a lead before the deputy',
      { approval: { answerWithinDays: 9, deputyAfterDays: 5, leadAfterDays: 4 } },
      ['approval: the deputy is asked after the lead, or the lead when the time is over'],
    ],
    ['an hour to undo', { approval: { answerWithinDays: 5, undoMinutes: 60 } }, []],
    [
      'more than an hour to undo',
      { approval: { answerWithinDays: 5, undoMinutes: 61 } },
      ['approval.undoMinutes: is too large or too long: 61'],
    ],
    ['a table with a hole', { table: { ...table, key: incompleteRow } }, ['table.key.widespread: is missing']],
    [
      'a table that answers "standard"',
      { table: { ...table, key: { ...table.key, recurring: 'standard' } } },
      ['table.key.recurring: is not one of "customisable", "decline-with-alternative": "standard"'],
    ],
    ['a number that is none', { confidence: { actAlone: Number.NaN } }, ['confidence.actAlone: is not a number: null']],
  ])('%s', (_, but, faults) => expect(faultsIn(policySchema, { ...policy, ...but })).toEqual(faults));

  test.each(Array.from({ length: 13 }, (_, i) => i + 1))('an older file that only says %i days is sound', (days) =>
    expect(faultsIn(policySchema, { ...policy, approval: { answerWithinDays: days } })).toEqual([]),
  );
});

describe('the catalogue', () => {
  test.each<[string, object, string[]]>([
    ['an offer with everything', { customisable: { effortHours: 0.5 }, segment: 'retail' }, []],
    ['no example', { examples: [] }, ['0.examples: is too small or too short: []']],
    ['an empty example', { examples: [' '] }, ['0.examples.0: is empty']],
    [
      'work that takes no time',
      { customisable: { effortHours: 0 } },
      ['0.customisable.effortHours: is too small or too short: 0'],
    ],
    ['an id that is kept for topics nobody sells', { id: 'demand-x' }, ['0.id: is not an offer id']],
  ])('%s', (_, but, faults) => expect(faultsIn(catalogueSchema, [{ ...labels, ...but }])).toEqual(faults));

  test('a catalogue for matching may hold ids and examples only, and what else it holds is passed over', () =>
    expect(readAs(matchCatalogueSchema, [{ id: 'Card_Arrival?', examples: ['where is my card'], colour: 1 }])).toEqual({
      value: [{ id: 'Card_Arrival?', examples: ['where is my card'] }],
    }));
});
