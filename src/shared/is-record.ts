/** Whether a value is an object (or a function), so that its properties can be read. Each of them is still unknown. */
export const isRecord = (value: unknown): value is Record<string, unknown> => Object(value) === value;
