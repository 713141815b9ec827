import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = ['/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** Camera and microphone of the browser's own test pattern; permission given without asking. */
const FAKE_CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** One process dies with its second context; the same-origin policy is part of what is tested. */
const UNWANTED = [
  '--single-process',
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--headless',
];

/** A real Chromium: the machine's own, else the one inside the npm package. */
export async function openBrowser(extra: readonly string[] = FAKE_CAMERA): Promise<Browser> {
  const own = INSTALLED.find((path) => existsSync(path));
  // Without a UTF-8 locale a download may only have an ASCII name.
  const env = { ...process.env, LC_ALL: process.env.LC_ALL ?? process.env.LANG ?? 'C.UTF-8' };
  if (own) return chromium.launch({ executablePath: own, args: ['--no-sandbox', ...extra], env });
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'; // unpacks its own NSS libraries
  const { default: packed } = await import('@sparticuz/chromium');
  const args = packed.args.filter((arg) => !UNWANTED.some((start) => arg.startsWith(start)));
  return chromium.launch({ executablePath: await packed.executablePath(), args: [...args, ...extra], env });
}
