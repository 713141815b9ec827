import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** What stands before the camera and the microphone: files for Chromium's simulated devices. */
export interface SimulatedDevices {
  /** `.mjpeg` or `.y4m`, played in a loop. */
  readonly video: string;
  /** `.wav` */
  readonly audio?: string;
}

/** A real Chromium without a window: an installed one (`GUICHET_CHROMIUM` names it) or the one inside the npm package. */
export async function launchBrowser(devices?: SimulatedDevices): Promise<Browser> {
  const { executablePath, args } = await findChromium();
  return chromium.launch({
    executablePath,
    headless: true,
    // Without a UTF-8 locale a download may only have an ASCII name.
    env: { ...process.env, LC_ALL: process.env.LC_ALL ?? process.env.LANG ?? 'C.UTF-8' },
    args: [...args, ...QUIET, ...cameraArguments(devices)],
  });
}

/** No calls home. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

function cameraArguments(devices: SimulatedDevices | undefined): string[] {
  if (devices === undefined) return [];
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${devices.video}`,
    ...(devices.audio ? [`--use-file-for-fake-audio-capture=${devices.audio}`] : []),
  ];
}

async function findChromium(): Promise<{ executablePath: string; args: readonly string[] }> {
  const installed = process.env.GUICHET_CHROMIUM ?? INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) return { executablePath: installed, args: ['--no-sandbox', '--disable-gpu'] };
  // On a bare system the package unpacks its own NSS libraries only when it believes to run in Lambda.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return {
    executablePath: await packaged.executablePath(),
    args: packaged.args.filter((arg) => !TOO_LOOSE.test(arg)),
  };
}

/** Its defaults are for Lambda: one process, which dies with its first page, and a browser without its own defences. */
const TOO_LOOSE =
  /single-process|disable-web-security|running-insecure-content|site-isolation|^--headless|IsolateOrigins/;
