// The handlers of two functions, lambda.widgetToken and lambda.webhook, behind API Gateway (REST or HTTP API), a function URL
// or a load balancer. Set the time-out of both to 15 s: with Lambda's default of 3 s, a slow answer ends them.
import { toLambdaHandler } from 'araucaria-connect/lambda';
import { handleWebhook, mintWidgetToken } from '../../araucaria.ts';

export const widgetToken = toLambdaHandler(mintWidgetToken);
export const webhook = toLambdaHandler(handleWebhook);
