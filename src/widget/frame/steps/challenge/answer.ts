/** What the user answers to a challenge, by its type. */
export type Answer = { code: string } | { answers: Record<string, string> } | { option: string };
