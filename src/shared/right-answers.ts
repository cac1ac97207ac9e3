/**
 * The password and the answers that the sandbox's fictional banks accept. The user name decides what happens after the
 * password. Used by `src/sandbox`, which checks them, and by `src/testing`, which fills them in.
 */
export const rightAnswers = {
  password: 'araucaria',
  oneTimeCode: '123456',
  /** For each security question, in any case. */
  securityQuestion: 'araucaria',
} as const;
