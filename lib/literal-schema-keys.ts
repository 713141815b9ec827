import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Writes the computed keys of the AWS SDK's schemas (`[_hH]: 1`, where `_hH` is a constant string) as the strings they are. To
 * esbuild a computed key may have side effects, so it keeps every schema of a service; with plain keys it drops those of
 * operations that nobody calls: 60 KB of S3, 45 KB of SES.
 */
export const literalSchemaKeys: Plugin = {
  name: 'literal-schema-keys',
  setup({ onLoad }) {
    onLoad(
      { filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/][^\\/]+\.js$/ },
      async ({ path }) => ({
        contents: withLiteralKeys(await readFile(path, 'utf8')),
      }),
    );
  },
};

/** The same module; a computed key whose constant is not found stays as it is. */
export function withLiteralKeys(source: string): string {
  const constants = new Map<string, string>();
  for (const [, name = '', text = ''] of source.matchAll(/^const (_\w+) = ("[^"]*");$/gm))
    constants.set(name, text);
  return source.replace(/\[(_\w+)\]:/g, (key, name: string) => {
    const text = constants.get(name);
    return text === undefined ? key : `${text}:`;
  });
}
