/** A sweep that has nothing to do but what the test gives it. */
export const quietSweep = {
  sendAgain: async () => {},
  remindManagers: async () => ({ mailed: 0 }),
  mailReviews: async () => ({ reviews: 0 }),
  keepPace: async () => {},
  tellTroubles: async () => ({ troubles: 0 }),
  keepTopics: async () => ({ merged: 0 }),
  messageIdOf: (key: string) => key,
  count: () => {},
};
