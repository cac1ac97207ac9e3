import { join } from 'node:path';
import { folderOfProject, installProject } from '../../support/installed-project.ts';
import { root } from './packed.ts';

/** What is checked, and the project of the frameworks and their type checkers. They need an older TypeScript than ours. */
export const fixtures = join(root, 'test/types');

const name = 'type-checkers';

/** The folder where that project is installed. */
export const checkers = folderOfProject(fixtures, name);

/** Installs it at its first use. That takes about ten seconds. */
export const installCheckers = (): string => installProject(fixtures, name);
