/** The import table of the house: who may import whom. A test reads it; the sentence is what a violation says. */
export interface Room {
  /** Folder, or `endpoints/*`: each folder under it is a room of its own that may not import its neighbours. */
  readonly folder: string;
  /** Beginnings of paths in this repository; a room may always import itself. */
  readonly rooms: readonly string[];
  /** Further paths of which only types may be imported. */
  readonly types?: readonly string[];
  /** Beginnings of package names; Node's own modules as `node:…`. */
  readonly packages: readonly string[];
  readonly typePackages?: readonly string[];
  /** What the text of a file may not contain: things of the outer world that must be arguments. */
  readonly never?: readonly { readonly pattern: RegExp; readonly because: string }[];
  readonly sentence: string;
}

const AMBIENT = [
  { pattern: /\bprocess\.env\b/, because: 'settings are arguments' },
  { pattern: /(?<![.\w])fetch\(/, because: 'the network is an adapter’s' },
  { pattern: /\bDate\.now\(\)|new Date\(\)/, because: 'the clock is an argument (`now`)' },
  {
    pattern: /\bMath\.random\(|\brandom(Bytes|UUID|Int)\b|getRandomValues/,
    because: 'randomness is an argument',
  },
  { pattern: /\bconsole\.|\blogger\b/, because: 'only the shell logs' },
];

export const ROOMS: readonly Room[] = [
  {
    folder: 'lambdas/contracts',
    rooms: [],
    packages: ['valibot'],
    sentence: 'contracts import a schema library and each other: the web app carries them too.',
  },
  {
    folder: 'lambdas/domain',
    rooms: ['lambdas/contracts/'],
    packages: [
      'node:crypto',
      'node:zlib',
      'jose',
      'libphonenumber-js',
      '@peculiar/asn1-',
      'asn1js',
      '@noble/curves/',
    ],
    never: [...AMBIENT, { pattern: /createRemoteJWKSet/, because: 'keys of others are arguments' }],
    sentence:
      'the domain is deaf and blind: contracts’ types, hashing, jose; time, randomness, keys and stores are arguments.',
  },
  {
    folder: 'lambdas/domain/cms-assembly',
    rooms: ['lambdas/domain/asn1/ecdsa-signature.ts', 'lambdas/domain/asn1/oids.ts'],
    types: ['lambdas/domain/asn1/algorithm.ts'],
    packages: ['asn1js'],
    never: [...AMBIENT, { pattern: /\bBuffer\b|\bcrypto\b/, because: 'it runs in browsers too' }],
    sentence:
      'what puts a CMS signature together runs in browsers: ASN.1 and nothing of Node (docs/adr/0009).',
  },
  {
    folder: 'lambdas/adapters',
    rooms: ['lambdas/domain/', 'lambdas/contracts/', 'lambdas/authorities.ts'],
    packages: [
      '@aws-sdk/',
      'node:crypto',
      'node:dns',
      'node:http',
      'node:https',
      'node:net',
      'jose',
      'node:timers/promises',
      'node:tls',
      'node:zlib',
    ],
    sentence:
      'adapters put the AWS SDK (and calls of businesses) behind the domain’s interfaces; they know no endpoint and no shell.',
  },
  {
    folder: 'lambdas/adapters/aws/small-client',
    rooms: [],
    packages: ['node:crypto', 'node:net', 'node:timers/promises', 'node:tls', 'node:zlib'],
    sentence: 'the small AWS client stands in for the SDK: Node alone, and nothing of ours (docs/adr/0015).',
  },
  {
    folder: 'lambdas/shell',
    rooms: [
      'lambdas/contracts/',
      'lambdas/domain/errors.ts',
      'lambdas/domain/oauth-error/',
      'lambdas/domain/randomness.ts',
      'lambdas/authorities.ts',
    ],
    packages: ['@middy/core', '@aws-lambda-powertools/', 'valibot', 'node:crypto'],
    typePackages: ['aws-lambda'],
    sentence:
      'the shell parses, renders and configures; it knows the errors but no store and no protocol decision.',
  },
  {
    folder: 'lambdas/endpoints/*',
    rooms: ['lambdas/contracts/', 'lambdas/domain/'],
    types: ['lambdas/shell/'],
    packages: [],
    typePackages: ['valibot', 'jose'],
    never: AMBIENT,
    sentence:
      'an endpoint tells its story with contracts and the domain; of the shell it knows types; other services it does not know.',
  },
  {
    folder: 'lambdas/tasks',
    rooms: ['lambdas/contracts/', 'lambdas/domain/'],
    types: ['lambdas/shell/'],
    packages: ['node:crypto'],
    never: AMBIENT,
    sentence: 'a task has the shape of an endpoint: contracts, the domain, types of the shell.',
  },
  {
    folder: 'lambdas/events',
    rooms: ['lambdas/contracts/', 'lambdas/domain/'],
    types: ['lambdas/shell/'],
    packages: [],
    typePackages: ['aws-lambda'],
    never: AMBIENT,
    sentence: 'a consumer has the shape of an endpoint: contracts, the domain, types of the shell.',
  },
  {
    folder: 'lambdas/functions',
    rooms: ['lambdas/'],
    packages: ['valibot'],
    typePackages: ['aws-lambda', '@aws-sdk/'],
    sentence: 'a function only wires what stands under lambdas/ (and parses its event by a contract).',
  },
  {
    folder: 'lib',
    rooms: [
      'lambdas/routes.ts',
      'lambdas/authorities.ts',
      'lambdas/contracts/settings.ts',
      'web/vite.config.ts',
    ],
    packages: ['aws-cdk-lib', 'constructs', 'cdk-nag', 'esbuild', 'node:'],
    sentence: 'the stacks read the lists and the settings; they know no endpoint code.',
  },
  {
    folder: 'local',
    rooms: [],
    packages: [''],
    sentence:
      'the laptop runs the synthesised template and its assets; it imports nothing of lambdas/, lib/ or web/.',
  },
  {
    folder: 'web',
    rooms: ['lambdas/contracts/', 'lambdas/domain/cms-assembly/', 'lambdas/domain/asn1/ecdsa-signature.ts'],
    packages: [
      'preact',
      'preact-iso',
      '@preact/signals',
      'valibot',
      'qrcode-generator',
      'vite',
      '@fontsource/',
      '@noble/hashes',
      '@peculiar/asn1-',
      'node:',
    ],
    sentence:
      'the web app shares the wire contracts, and how a CMS signature is put together (docs/adr/0009), and nothing else.',
  },
  {
    folder: 'bin',
    rooms: [
      'lib/',
      'lambdas/adapters/',
      'lambdas/domain/',
      'lambdas/shell/randomness.ts',
      'lambdas/contracts/',
      'lambdas/routes.ts',
      'lambdas/authorities.ts',
    ],
    packages: ['node:', '@aws-sdk/'],
    sentence: 'command lines wire; they tell no endpoint’s story.',
  },
];

/** Words that name no thing: a room called so is a drawer for everything. */
export const NAMELESS = [
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'misc',
  'services',
  'shared',
  'stuff',
];

/** Rooms where such a word does name a thing. */
export const NAMED_ALL_THE_SAME = ['local/cloud/services']; // AWS calls its parts services
