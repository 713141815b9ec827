import type { CloudParts } from '../../parts.ts';
import { AwsError, type Service } from '../../service.ts';
import { type Input, optionalText, structures, text } from '../input.ts';

/** One value of a metric; instant in ms since the epoch. */
interface Datum {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Input[];
  readonly value: number;
  readonly unit: string;
  readonly at: number;
}

const KEPT = 10_000;
const MAX_DATA = 1000;

/** CloudWatch metrics, the last ten thousand values in memory, for a look with ListMetrics. */
export function cloudWatch(parts: CloudParts): Service {
  const data: Datum[] = [];

  function put(input: Input): object {
    const namespace = text(input, 'Namespace');
    if (namespace.startsWith('AWS/')) {
      throw new AwsError('InvalidParameterValue', 'The value AWS/ for parameter Namespace is invalid.');
    }
    const given = structures(input, 'MetricData');
    if (given.length > MAX_DATA)
      throw new AwsError('InvalidParameterCombination', `At most ${MAX_DATA} data a call.`);
    data.push(...given.map((each) => toDatum(namespace, each, parts.clock.now())));
    data.splice(0, Math.max(0, data.length - KEPT));
    return {};
  }

  function listed(input: Input): object {
    const [namespace, name] = [optionalText(input, 'Namespace'), optionalText(input, 'MetricName')];
    const found = data.filter(
      (each) => (namespace ?? each.namespace) === each.namespace && (name ?? each.name) === each.name,
    );
    const metrics = found.map((each) => ({
      Namespace: each.namespace,
      MetricName: each.name,
      Dimensions: each.dimensions,
    }));
    return { Metrics: [...new Map(metrics.map((metric) => [JSON.stringify(metric), metric])).values()] };
  }

  return {
    name: 'cloudwatch',
    resources: () => ['*'],
    async call({ name, input }) {
      if (name === 'PutMetricData') return put(input);
      if (name === 'ListMetrics') return listed(input);
      throw new AwsError('UnknownOperationException', `The laptop cloud's CloudWatch has no ${name}.`, 501);
    },
  };
}

function toDatum(namespace: string, input: Input, at: number): Datum {
  const value = Number(input.Value ?? (input.StatisticValues as { Sum?: number } | undefined)?.Sum);
  if (!Number.isFinite(value) && input.Values === undefined) {
    throw new AwsError('MissingParameter', 'The parameter MetricData.Value must be a finite number.');
  }
  const name = text(input, 'MetricName');
  return {
    namespace,
    name,
    dimensions: structures(input, 'Dimensions'),
    value,
    unit: String(input.Unit ?? 'None'),
    at,
  };
}
