import { join, resolve } from 'node:path';
import { type LocalClock, openClock } from './clock.ts';
import { createControl } from './control/control.ts';
import { takeDataFolder } from './data-folder.ts';
import { createDynamoService } from './dynamodb/service.ts';
import { createHttpApis } from './edge/api/http-api.ts';
import { createDistribution } from './edge/cdn/distribution.ts';
import { type MutualTlsMaterial, startMutualTls } from './edge/mutual-tls/mutual-tls-hosts.ts';
import { serveEdge } from './edge/server.ts';
import { type Calls, createCalls } from './gateway/calls.ts';
import { type Credentials, openCredentials } from './gateway/credentials.ts';
import { createFaults } from './gateway/faults.ts';
import { createGateway, type Gateway } from './gateway/gateway.ts';
import { createIam } from './iam/authorize.ts';
import { createFunctions, type Functions } from './lambda/functions.ts';
import { loopbackOrigins, type ToLoopback } from './lambda/origins.ts';
import { createLambdaService } from './lambda/service.ts';
import { startEventSources } from './lambda/sources/event-sources.ts';
import { type LoopbackServer, listen } from './loopback-server.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import type { CloudParts, InvokeResult, ServiceFactory } from './parts.ts';
import type { Service } from './service.ts';
import { loadTemplate } from './template/load.ts';
import { resolveReferences } from './template/references.ts';
import type { Template } from './template/resource.ts';

/** What a laptop cloud is started with. */
export interface CloudOptions {
  /** The synthesised app: `cdk.out`. */
  readonly assembly: string;
  /** Folder of the persistent state. */
  readonly data: string;
  /** Port of the public origin; 0 for any free one. */
  readonly publicPort: number;
  /** Port of the AWS gateway; 0 for any free one. */
  readonly gatewayPort: number;
  /** Where the template's host for mutual TLS listens, and with what; without it there is none. */
  readonly mutualTls?: MutualTlsMaterial;
  /** Services beside DynamoDB and Lambda. */
  readonly services: readonly ServiceFactory[];
  /** Region where the template names none. */
  readonly region?: string;
  log(line: string): void;
  /** Loud lines; to stderr unless told. */
  warn?(line: string): void;
}

/** A running laptop cloud. */
export interface Cloud {
  readonly publicUrl: string;
  readonly gatewayUrl: string;
  readonly clock: LocalClock;
  readonly outbox: Outbox;
  readonly template: Template;
  readonly calls: Calls;
  /** The root access key, for seeds and tools. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  invoke(functionArnOrName: string, payload: unknown): Promise<InvokeResult>;
  call: CloudParts['call'];
  stop(): Promise<void>;
}

const DEFAULT_REGION = 'eu-west-3';

/** Starts everything the template describes and resolves when it answers. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { log, warn = (line) => console.error(line) } = options;
  const data = resolve(options.data);
  const take = await takeDataFolder(data);
  const gatewayServer = await listen(options.gatewayPort, 'GUICHET_GATEWAY_PORT');
  const publicServer = await listen(options.publicPort, 'GUICHET_PORT').catch(async (error: unknown) => {
    await gatewayServer.close();
    throw error;
  });
  const giveBack = take(publicServer.url);
  const wiring = wire({ ...options, data, warn }, gatewayServer, publicServer);
  const stop = async () => {
    await Promise.all([publicServer.close(), gatewayServer.close()]);
    await wiring.stop();
    giveBack();
  };
  try {
    await wiring.start();
  } catch (error) {
    await stop();
    throw error;
  }
  log(`Gateway ${gatewayServer.url}, public origin ${publicServer.url}.`);
  return { ...wiring.cloud, stop };
}

interface Wiring {
  readonly cloud: Omit<Cloud, 'stop'>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

type Settings = CloudOptions & { readonly data: string; warn(line: string): void };

/** Puts the parts together; nothing runs before `start`. */
function wire(settings: Settings, gatewayServer: LoopbackServer, publicServer: LoopbackServer): Wiring {
  const { data, log, warn } = settings;
  const clock = openClock(data);
  const outbox = openOutbox(join(data, 'outbox.jsonl'), clock);
  const faults = createFaults();
  const calls = createCalls();
  const gatewayUrl = () => gatewayServer.url;
  const publicUrl = () => publicServer.url;
  const template = loadTemplate(settings.assembly, { gatewayUrl, region: settings.region ?? DEFAULT_REGION });
  const { account, region } = template;
  const credentials = openCredentials(data, account);
  const iam = createIam(template, warn);
  const toLoopback: ToLoopback = loopbackOrigins(template, publicUrl(), gatewayUrl());
  const services = new Map<string, Service>();
  const gateway = createGateway({ services, credentials, iam, faults, calls, clock, account, region, warn });
  const resolveAll = <T>(value: T): Promise<T> => resolveReferences(value, gateway.call);
  const functions = createFunctions({
    template,
    data,
    clock,
    credentials,
    calls,
    gatewayUrl,
    toLoopback: () => toLoopback,
    resolve: resolveAll,
    warn,
  });
  const parts: CloudParts = {
    template,
    clock,
    data,
    account,
    region,
    gatewayUrl,
    publicUrl,
    outbox,
    invoke: functions.invoke,
    call: gateway.call,
    credential: (accessKeyId) => credentials.find(accessKeyId),
    authorize: (roleArn, action, resource) => iam.authorize({ arn: roleArn }, action, resource),
    resolve: resolveAll,
    log,
    warn,
  };
  const dynamodb = createDynamoService(parts);
  const made = [
    dynamodb,
    createLambdaService(parts, () => functions),
    ...settings.services.map((make) => make(parts)),
  ];
  for (const service of made) services.set(service.name, service);
  const running: Running = {
    services: made,
    functions,
    stopSources: async () => {},
    stopHost: async () => {},
  };
  let ready = false;

  return {
    cloud: describeCloud(parts, clock, calls, credentials, gateway, functions),
    async start() {
      gatewayServer.handle(gateway.handle);
      const state = () => (ready ? { publicUrl: publicUrl(), gatewayUrl: gatewayUrl(), data } : undefined);
      const control = createControl({
        clock,
        outbox,
        faults,
        calls,
        ready: state,
        port: () => publicServer.port,
      });
      // DynamoDB first: other services may keep their own state in it, none the other way round.
      for (const service of made) await service.start?.();
      running.stopSources = startEventSources(parts, functions, dynamodb);
      const apis = createHttpApis({ template, now: () => clock.now(), invoke: functions.invoke, warn });
      const getObject = (Bucket: string, Key: string) => gateway.call('s3', 'GetObject', { Bucket, Key });
      const toSource = loopbackOrigins(template, publicUrl(), gatewayUrl(), gatewayUrl);
      const edge = { template, apis, getObject, resolve: resolveAll, toLoopback: toSource, warn };
      const distribution = await createDistribution(edge);
      const site = serveEdge((request) => {
        if (request.path.startsWith('/__local/')) return control(request);
        const handler = distribution ?? apis[0];
        return handler === undefined ? NOTHING : handler.handle(request);
      }, warn);
      publicServer.handle(site);
      const host = await startMutualTls({ template, apis, material: settings.mutualTls, warn });
      if (host !== undefined) running.stopHost = host.close;
      ready = true;
    },
    stop: () => stopRunning(running),
  };
}

const NOTHING = {
  status: 404,
  headers: {},
  body: Buffer.from('The template has no distribution and no HTTP API.\n'),
};

function describeCloud(
  parts: CloudParts,
  clock: LocalClock,
  calls: Calls,
  { root }: Credentials,
  gateway: Gateway,
  functions: Functions,
): Omit<Cloud, 'stop'> {
  return {
    publicUrl: parts.publicUrl(),
    gatewayUrl: parts.gatewayUrl(),
    clock,
    outbox: parts.outbox,
    template: parts.template,
    calls,
    credentials: { accessKeyId: root.accessKeyId, secretAccessKey: root.secretAccessKey },
    invoke: functions.invoke,
    call: gateway.call,
  };
}

interface Running {
  readonly services: readonly Service[];
  readonly functions: Functions;
  stopSources: () => Promise<void>;
  stopHost: () => Promise<void>;
}

/** What consumes stops before what it consumes from. */
async function stopRunning({ services, functions, stopSources, stopHost }: Running): Promise<void> {
  await stopHost();
  await stopSources();
  for (const service of services.toReversed().slice(0, -1)) await service.stop?.();
  await functions.stop();
  await services[0]?.stop?.();
}
