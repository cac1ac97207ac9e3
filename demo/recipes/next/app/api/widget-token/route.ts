export { mintWidgetToken as POST } from '../../../../araucaria.ts';
