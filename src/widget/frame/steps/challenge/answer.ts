/** The user's answer to a challenge, in the shape that the challenge's type takes. */
export type Answer = { code: string } | { answers: Record<string, string> } | { option: string };
