// Writes what assistants read: dist/llms.txt, the pages of the site, and dist/llms-full.txt, the API.
import { mkdirSync, writeFileSync } from 'node:fs';
import { apiReference } from './llms/api-reference.ts';
import { pageIndex } from './llms/page-index.ts';

mkdirSync('dist', { recursive: true });
writeFileSync('dist/llms.txt', pageIndex());
writeFileSync('dist/llms-full.txt', apiReference());
