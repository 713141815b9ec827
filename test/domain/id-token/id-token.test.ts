import { describe, expect, it } from 'vitest';
import { accessTokenHash } from '../../../lambdas/domain/id-token/id-token.ts';

describe('ID token', () => {
  it('B1: OIDC Core §3.1.3.6: at_hash, with the values of appendix A.3', () => {
    expect(accessTokenHash('jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y')).toBe('77QmUPtjPfzWtF2AnpK9RQ');
  });
});
