import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { scriptRoute, serve, tokenRoute, type Served } from '../../../support/serve.ts';

/** A widget with the documented functions only, whose user succeeds at once. */
const fakeWidget = `window.Araucaria = {
  open({ connectionId, onSuccess }) { setTimeout(() => onSuccess({ connectionId })); },
};`;

/** The administrator's script tag. `ORIGIN` becomes the page's. The endpoint is relative, so that a `<base>` would show. */
export const embedTag =
  '<script src="/embed.js" data-token-endpoint="token" data-widget-src="ORIGIN/widget.js" defer></script>';

/** A site of a CMS: what an author published, and the administrator's script tag. */
export function serveSite(content: string, headers: Record<string, string> = {}, tag = embedTag): Promise<Served> {
  const html = `<!doctype html><html lang="en"><title>A site</title><link rel="icon" href="data:,">
    <main><h1>Accounts</h1>${content}</main>${tag}`;
  return serve(
    {
      '/': ({ headers: { host } }, response) =>
        void response
          .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers })
          .end(html.replaceAll('ORIGIN', `http://${host}`)),
      '/embed.js': scriptRoute(readFileSync('dist/araucaria-connect-embed.js')),
      '/widget.js': scriptRoute(fakeWidget),
      '/token': tokenRoute,
    },
    headers,
  );
}

/** Links a bank with the last button of this name, by keyboard, and expects that only the administrator's URLs were requested. */
export async function expectLink(page: Page, { requests }: Served, name: string): Promise<void> {
  await page.getByRole('button', { name }).last().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').last()).toHaveText('Your bank is connected.');
  expect(requests.toSorted()).toEqual(['/', '/embed.js', '/token', '/widget.js']);
}
