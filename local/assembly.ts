import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** Bundles the functions and the web app and synthesises the stage `laptop`, exactly as `cdk synth` does; the folder of the assembly. */
export function synthesise(options: {
  readonly data: string;
  readonly port: number;
  readonly tokenKeys: 'direct' | 'wrapped';
}): Promise<string> {
  const outdir = join(options.data, 'cloud-assembly');
  rmSync(outdir, { recursive: true, force: true, maxRetries: 5 }); // Windows: somebody may still look into it
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['bin/guichet.ts'], {
      env: {
        ...process.env,
        CDK_OUTDIR: outdir,
        CDK_VALIDATION: 'false', // `npm run synth` and the tests validate; the laptop saves the seconds
        GUICHET_BUILD: join(options.data, 'build'),
        GUICHET_STAGE: 'laptop',
        GUICHET_PORT: String(options.port),
        GUICHET_TOKEN_KEYS: options.tokenKeys,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve(outdir) : reject(new Error(`the CDK app does not synthesise:\n${complaint}`)),
    );
  });
}
