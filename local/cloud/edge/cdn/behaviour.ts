/** A cache behaviour of the distribution, as synthesised. */
export interface Behaviour {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
  readonly AllowedMethods?: readonly string[];
  readonly CachePolicyId?: string;
  readonly OriginRequestPolicyId?: string;
  readonly ResponseHeadersPolicyId?: string;
  readonly FunctionAssociations?: readonly { readonly EventType: string; readonly FunctionARN: string }[];
  readonly Compress?: boolean;
}

export interface Origin {
  readonly Id: string;
  readonly DomainName: string;
  readonly OriginPath?: string;
  readonly OriginCustomHeaders?: readonly { readonly HeaderName: string; readonly HeaderValue: string }[];
}

/** `DistributionConfig` as far as the laptop's edge reads it. */
export interface DistributionConfig {
  readonly DefaultCacheBehavior: Behaviour;
  readonly CacheBehaviors?: readonly Behaviour[];
  readonly Origins: readonly Origin[];
  readonly DefaultRootObject?: string;
  readonly CustomErrorResponses?: readonly {
    readonly ErrorCode: number;
    readonly ResponseCode?: number;
    readonly ResponsePagePath?: string;
  }[];
}

/** Chooses the behaviour of a path: the first pattern that fits, in the template's order, else the default. */
export function createBehaviourChoice(config: DistributionConfig): (path: string) => Behaviour {
  const patterns = (config.CacheBehaviors ?? []).map((behaviour) => ({
    behaviour,
    pattern: toExpression(behaviour.PathPattern ?? ''),
  }));
  return (path) =>
    patterns.find(({ pattern }) => pattern.test(path))?.behaviour ?? config.DefaultCacheBehavior;
}

/** CloudFront path patterns: `*` any run of characters (slashes too), `?` one; the leading slash is optional. */
function toExpression(pattern: string): RegExp {
  const source = pattern.replace(/^\//, '').replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^/${source.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
