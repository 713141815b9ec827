/** One resource of the synthesised template, seen through its evaluated properties. */
export interface Resource {
  /** Stack that declares it; logical ids are unique only inside a stack. */
  readonly stack: string;
  readonly logicalId: string;
  /** CloudFormation type, e.g. `AWS::SQS::Queue`. */
  readonly type: string;
  /** What `Ref` yields: a table's name, a queue's URL, a key's id. Stable across starts. */
  readonly physicalId: string;
  /** The plain name: a queue's name, a rule's name. Equals the physical id for most types. */
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  /**
   * Properties with every intrinsic evaluated; computed at first reading. Throws naming the resource and attribute
   * when one is not known. `{{resolve:…}}` references stay as they are: see `CloudParts.resolve`.
   */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What `Fn::GetAtt` yields; throws naming resource and attribute when it is not known. */
  attribute(name: string): unknown;
  /** The `Metadata` block as synthesised (`aws:asset:path`, `aws:cdk:path`). */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The loaded cloud assembly. */
export interface Template {
  readonly account: string;
  readonly region: string;
  /** Every resource of a type over all stacks, in the order of the template; conditions that are false left out. */
  resources(type: string): readonly Resource[];
  /** Every resource of every type. */
  all(): readonly Resource[];
  /** The resource of a type known by this ARN, physical id, name or logical id. */
  find(type: string, reference: string): Resource | undefined;
  /** The folder or file of an asset by its hash (the stem of `S3Key`/`SourceObjectKeys`). Throws when unknown. */
  assetPath(objectKey: string): string;
  /** Value of a stack output by its logical id, e.g. for tools; `undefined` when there is none. */
  output(stack: string, logicalId: string): unknown;
}
