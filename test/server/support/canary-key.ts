/** An API key that must appear in calls to Araucaria only. */
export const canaryKey = 'arau_canary_7f3a9c1e5b';

/** A webhook secret that must appear nowhere, and the one before it. */
export const canarySecret = 'whsec_Y2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5';
export const formerSecret = 'whsec_Zm9ybWVyLWZvcm1lci1mb3JtZXItZm9ybWVy';
