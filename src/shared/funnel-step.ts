/** The steps of the funnel, in the order in which most users reach them. */
export const funnelSteps = [
  'opened',
  'institution-selected',
  'institution-missing',
  'consent-given',
  'credentials-submitted',
  'challenge-shown',
  'challenge-answered',
  'connected',
  'failed',
  'closed',
] as const;

/** A step of the funnel that the user has reached. */
export type FunnelStep = {
  name: (typeof funnelSteps)[number];
  /** The bank, from its choice on. */
  institutionId?: string;
  /** With `institution-missing`: the name of the bank that is not listed, if the user chose to send it. */
  institutionName?: string;
};
