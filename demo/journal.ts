import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** What a demo leaves behind: numbered screenshots and how long each step took. */
export interface Journal {
  /** Takes a picture of a page, named by story and scene. */
  picture(page: Page, scene: string): Promise<void>;
  /** Runs one step, prints it with its seconds, and keeps the figure. */
  step<T>(name: string, run: () => Promise<T>): Promise<T>;
  /** Starts a story: a heading in what follows. */
  story(name: string): void;
  /** Writes `timings.md`; gives its path. */
  close(): string;
}

interface Timing {
  readonly story: string;
  readonly step: string;
  readonly seconds: number;
}

export function openJournal(folder: string): Journal {
  mkdirSync(folder, { recursive: true });
  const timings: Timing[] = [];
  let story = '';
  let pictures = 0;
  return {
    async picture(page, scene) {
      const name = `${String(++pictures).padStart(3, '0')}-${slug(story)}-${slug(scene)}.png`;
      await wholePage(page, () =>
        page.screenshot({ path: join(folder, name), fullPage: true, animations: 'disabled' }),
      );
    },
    async step(name, run) {
      const began = performance.now();
      const result = await run();
      const seconds = (performance.now() - began) / 1000;
      timings.push({ story, step: name, seconds });
      console.log(`${seconds.toFixed(1).padStart(7)} s  ${name}`);
      return result;
    },
    story(name) {
      story = name;
      console.log(`\n${name}`);
    },
    close() {
      const path = join(folder, 'timings.md');
      writeFileSync(path, table(timings));
      return path;
    },
  };
}

const PHONE_WIDTH = 500;

/** On a phone the bar at the bottom of the screen would lie across the middle of a long page: the screen is made as long. */
async function wholePage(page: Page, take: () => Promise<unknown>): Promise<void> {
  await page.evaluate('scrollTo(0, 0)');
  const size = page.viewportSize();
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  if (size === null || size.width > PHONE_WIDTH || height <= size.height) return void (await take());
  await page.setViewportSize({ ...size, height });
  await take();
  await page.setViewportSize(size);
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function table(timings: readonly Timing[]): string {
  const rows = timings.map(({ story, step, seconds }) => `| ${story} | ${step} | ${seconds.toFixed(1)} |`);
  return ['| story | step | seconds |', '|---|---|---|', ...rows, ''].join('\n');
}
