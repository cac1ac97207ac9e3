import { expect, test } from './support/fixtures.ts';
import { installLighthouse, lighthouse } from './support/lighthouse.ts';

for (const address of ['/', '/quick-start', '/element']) {
  test(`Lighthouse gives ${address} 100 on a phone, and nothing moves while it loads`, async ({ site }, testInfo) => {
    const { categories, audits } = await lighthouse(installLighthouse(), site.url + address);
    const lost = Object.entries(audits)
      .filter(([, { score }]) => score !== null && score < 1)
      .map(([name, { score, displayValue = '' }]) => `${name} ${score} ${displayValue}`)
      .join('\n');
    expect(categories.accessibility.score, lost).toBe(1);
    expect(categories['best-practices'].score, lost).toBe(1);
    expect(categories.seo.score, lost).toBe(1);
    expect(audits['cumulative-layout-shift']?.score, lost).toBe(1);
    // Depends on how busy the machine is, so it is told and not judged.
    testInfo.annotations.push({ type: 'performance', description: `${categories.performance.score * 100}\n${lost}` });
  });
}
