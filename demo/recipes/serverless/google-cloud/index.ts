// Two functions, deployed with --entry-point=widget-token and --entry-point=araucaria-webhook.
import { http } from '@google-cloud/functions-framework';
import { toNodeHandler } from 'araucaria-connect/node';
import { handleWebhook, mintWidgetToken } from '../../araucaria.ts';

http('widget-token', toNodeHandler(mintWidgetToken));
http('araucaria-webhook', toNodeHandler(handleWebhook));
