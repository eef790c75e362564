import type { DeskSettings } from '../../domain/desk/desk.ts';
import type { CaseBook, Clock } from '../../ports.ts';

/** What every page of the desk looks at. */
export interface Here {
  cases: Pick<CaseBook, 'story'>;
  settings: DeskSettings;
  clock: Clock;
}
