// Runs the demo with an empty database until the parent process disconnects.
import { startDemo } from '../../../demo/start-demo.ts';

const demo = await startDemo({ port: 0, database: ':memory:', sandbox: { port: 0, database: ':memory:' } });
process.send?.(demo.hostUrl);
process.once('disconnect', () => void demo.close());
