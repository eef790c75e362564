/** In the desk's time zone, which is named: managers travel. */
export const momentInWords = (at: string, timeZone: string): string =>
  `${new Date(at).toLocaleString('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'short' })} (${timeZone})`;

/** A day is enough for a customer: "Monday 30 November". */
export const dayInWords = (at: string, timeZone: string): string =>
  new Date(at).toLocaleDateString('en-GB', { timeZone, weekday: 'long', day: 'numeric', month: 'long' });

/** A short moment for subjects: "Mon 30 Nov, 10:00". */
export const shortMoment = (at: string, timeZone: string): string =>
  new Date(at).toLocaleString('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });

/** `450 EUR`, rounded to whole units: nobody decides about cents. */
export const money = (amount: number, currency: string): string =>
  `${Math.round(amount).toLocaleString('en-GB')} ${currency}`;
