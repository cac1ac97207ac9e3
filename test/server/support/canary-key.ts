/** An API key that must be found nowhere but in the calls to Araucaria. */
export const canaryKey = 'arau_canary_7f3a9c1e5b';
