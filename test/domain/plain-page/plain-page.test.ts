import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PLAIN_PAGE_HEADERS, renderPlainPage } from '../../../lambdas/domain/plain-page/plain-page.ts';

describe('a plain page', () => {
  const html = renderPlainPage({ language: 'en', title: '<b>"T"</b>', paragraphs: ["a & 'b' <script>"] });

  it('B1: escapes everything it is given', () => {
    expect(html).not.toMatch(/<b>|<script>/);
    expect(html).toContain('&#60;script&#62;');
  });

  it('B1: its style is the one its policy names, and nothing else may be loaded or framed', () => {
    const style = /<style>(.*)<\/style>/.exec(html)?.[1] ?? '';
    const policy = PLAIN_PAGE_HEADERS['content-security-policy'];
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  });
});
