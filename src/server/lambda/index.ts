export { toLambdaHandler, type LambdaHandler } from './to-lambda-handler.ts';
export type { LambdaAnswer } from './lambda-answer.ts';
