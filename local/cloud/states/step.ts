import { StateFailure } from './failure.ts';
import type { Strand } from './journal.ts';
import type { Json, JsonObject } from './json.ts';
import type { Place, Run } from './run.ts';

/** ASL quota: what a state hands on may have at most 256 KiB. */
const MAX_PAYLOAD_BYTES = 262_144;

/** What a state came to, before Assign and Output are applied. */
export interface Outcome {
  /** The state, choice rule or catcher whose Assign and Output apply. */
  readonly rule: { readonly Assign?: JsonObject; readonly Output?: Json };
  readonly result?: Json;
  readonly errorOutput?: Json;
  /** Output when the rule has none. */
  readonly output: Json;
  readonly next: string | undefined;
}

/** One state of one strand while it is being performed. */
export class Step {
  readonly run: Run;
  readonly place: Place;
  /** The strand was read back from the journal after a restart. */
  readonly resumed: boolean;
  #strand: Strand;

  constructor(run: Run, place: Place, strand: Strand, resumed: boolean) {
    this.run = run;
    this.place = place;
    this.#strand = strand;
    this.resumed = resumed;
  }

  /** The same state seen from another place, for a Map's selector. */
  at(place: Place): Step {
    return new Step(this.run, place, this.#strand, this.resumed);
  }

  get strand(): Strand {
    return this.#strand;
  }

  /** Journals a change of where the strand stands; nothing is written once the strand is interrupted. */
  keep(change: Partial<Strand>, children: 'keep' | 'drop' = 'keep'): void {
    this.place.signal.throwIfAborted();
    this.#strand = { ...this.#strand, ...change };
    this.run.journal.keepStrand(this.run.execution.arn, this.#strand, children);
  }

  /** Evaluates a field with `$states` and every variable in scope. */
  evaluate(value: Json, field: string, extra: { result?: Json; errorOutput?: Json } = {}): Promise<Json> {
    const { place, strand } = this;
    const states: JsonObject = { input: strand.input, context: this.#context(), ...extra };
    return this.run.evaluator.evaluate(value, { ...place.scope, ...strand.variables, states }, field);
  }

  /** Applies Assign and Output; both see the variables as they were (ASL "Variables": evaluated in parallel). */
  async leave(outcome: Outcome): Promise<{ output: Json; variables: JsonObject }> {
    const { rule, result, errorOutput } = outcome;
    const extra = {
      ...(result === undefined ? {} : { result }),
      ...(errorOutput === undefined ? {} : { errorOutput }),
    };
    const assigned = (await this.evaluate(rule.Assign ?? {}, 'Assign', extra)) as JsonObject;
    const output =
      rule.Output === undefined ? outcome.output : await this.evaluate(rule.Output, 'Output', extra);
    requireSize(output, this.strand.state);
    return { output, variables: { ...this.strand.variables, ...assigned } };
  }

  record(type: string, details: JsonObject = {}): void {
    const at = this.run.clock.now();
    this.run.journal.addEvent(this.run.execution.arn, { at, type, details });
  }

  /** The context object, as the Step Functions guide lists it. */
  #context(): JsonObject {
    const { execution } = this.run;
    const { strand, place } = this;
    const context: JsonObject = {
      Execution: {
        Id: execution.arn,
        Input: JSON.parse(execution.input) as Json,
        Name: execution.name,
        RoleArn: execution.role,
        StartTime: new Date(execution.startedAt).toISOString(),
      },
      StateMachine: { Id: execution.machineArn, Name: execution.machineName },
      State: {
        EnteredTime: new Date(strand.enteredAt).toISOString(),
        Name: strand.state,
        RetryCount: strand.retryCount,
      },
    };
    if (strand.token !== undefined) context.Task = { Token: strand.token };
    if (place.mapItem !== undefined) context.Map = { Item: { ...place.mapItem } };
    return context;
  }
}

function requireSize(output: Json, state: string): void {
  const bytes = Buffer.byteLength(JSON.stringify(output));
  if (bytes <= MAX_PAYLOAD_BYTES) return;
  throw new StateFailure(
    'States.DataLimitExceeded',
    `The state '${state}' returned ${bytes} bytes; the limit is ${MAX_PAYLOAD_BYTES}.`,
  );
}
