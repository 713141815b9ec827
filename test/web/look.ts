/**
 * Photographs every page for a look with one's own eyes: `node test/web/look.ts [folder] [scene…]`.
 * Options: `--dark`, `--lang fr`, `--width 390,1280`.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openBrowser } from './browser.ts';
import { FakeGuichet } from './fake-guichet.ts';
import { openScene } from './pages.ts';
import { SCENES } from './scenes.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dark: { type: 'boolean', default: false },
    lang: { type: 'string', default: 'en' },
    width: { type: 'string', default: '390,1280' },
  },
});
const [folder = 'demo-output/pages', ...wanted] = positionals;
mkdirSync(folder, { recursive: true });
const fake = await FakeGuichet.start();
const browser = await openBrowser();
for (const [name, scene] of Object.entries(SCENES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const width of values.width.split(',').map(Number)) {
    const { context, page, complaints } = await openScene(browser, fake, scene, {
      viewport: { width, height: width < 700 ? 844 : 800 },
      locale: values.lang,
      colorScheme: values.dark ? 'dark' : 'light',
    });
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
    for (const complaint of complaints) console.log(`${name} ${width}: ${complaint}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) console.log(`${name} ${width}: ${wide} px too wide`);
    await context.close();
  }
}
await browser.close();
await fake.stop();
