export { hearWebhook as POST } from '../../../../araucaria.ts';
