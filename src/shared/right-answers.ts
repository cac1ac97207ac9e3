/** What the sandbox's fictional banks take for right. The user name decides what happens; these only open the door. */
export const rightAnswers = {
  password: 'araucaria',
  oneTimeCode: '123456',
  /** To each security question; capitals don't matter. */
  securityQuestion: 'araucaria',
} as const;
