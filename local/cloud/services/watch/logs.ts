import type { CloudParts } from '../../parts.ts';
import { AwsError, type Operation, type Service } from '../../service.ts';
import { type Input, structures, text } from '../input.ts';

interface Stream {
  readonly events: Input[];
}

const KEPT = 1000;

/** CloudWatch Logs: the last thousand events of each stream, in memory. */
export function logs(parts: CloudParts): Service {
  const streams = new Map<string, Stream>();
  const made = new Set<string>();

  const groupExists = (group: string) =>
    made.has(group) || parts.template.find('AWS::Logs::LogGroup', group) !== undefined;

  function requireGroup(input: Input): string {
    const group = text(input, 'logGroupName');
    if (groupExists(group)) return group;
    throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  }

  function streamOf(input: Input): Stream {
    const stream = streams.get(`${requireGroup(input)}:${text(input, 'logStreamName')}`);
    if (stream !== undefined) return stream;
    throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  }

  const operations: Record<string, (input: Input) => object> = {
    CreateLogGroup(input) {
      const group = text(input, 'logGroupName');
      if (groupExists(group))
        throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
      made.add(group);
      return {};
    },
    CreateLogStream(input) {
      const name = `${requireGroup(input)}:${text(input, 'logStreamName')}`;
      if (streams.has(name))
        throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
      streams.set(name, { events: [] });
      return {};
    },
    PutLogEvents(input) {
      const { events } = streamOf(input);
      events.push(...structures(input, 'logEvents'));
      events.splice(0, Math.max(0, events.length - KEPT));
      return { nextSequenceToken: '0' };
    },
    GetLogEvents: (input) => ({ events: streamOf(input).events }),
  };

  return {
    name: 'logs',
    resources: (operation) => [arnOf(parts, operation)],
    async call({ name, input }) {
      const perform = operations[name];
      if (perform !== undefined) return perform(input);
      throw new AwsError('UnknownOperationException', `The laptop cloud's Logs has no ${name}.`, 501);
    },
  };
}

function arnOf(parts: CloudParts, { input }: Operation): string {
  const { logGroupName: group, logStreamName: stream } = input;
  const base = `arn:aws:logs:${parts.region}:${parts.account}:log-group:${String(group)}`;
  return stream === undefined ? base : `${base}:log-stream:${String(stream)}`;
}
