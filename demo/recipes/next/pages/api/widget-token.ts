import { toNodeHandler } from 'araucaria-connect/node';
import { mintWidgetToken } from '../../../araucaria.ts';

export default toNodeHandler(mintWidgetToken);
