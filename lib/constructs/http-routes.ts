import { Stack } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ROUTES } from '../../lambdas/routes.ts';
import { acknowledge } from '../checks.ts';

/** The routes of `lambdas/routes.ts` that this function serves: one integration, one permission, a route each. */
export function httpRoutes(scope: Construct, name: string, handler: IFunction, api: IHttpApi): void {
  const routes = ROUTES.filter((route) => route.function === name);
  if (routes.length === 0) return;
  const home = new Construct(scope, 'Routes');
  const integration = new CfnIntegration(home, 'Integration', {
    apiId: api.apiId,
    integrationType: 'AWS_PROXY',
    integrationUri: handler.functionArn,
    payloadFormatVersion: '2.0',
    timeoutInMillis: 30_000,
  });
  for (const { method, path } of routes) {
    new CfnRoute(home, `${method} ${path.replaceAll('/', ' ').trim()}`, {
      apiId: api.apiId,
      routeKey: `${method} ${path}`,
      target: `integrations/${integration.ref}`,
      authorizationType: 'NONE',
    });
  }
  handler.addPermission('Api', {
    principal: new ServicePrincipal('apigateway.amazonaws.com'),
    sourceArn: Stack.of(scope).formatArn({
      service: 'execute-api',
      resource: api.apiId,
      resourceName: '*/*',
    }),
    scope: home,
  });
  acknowledge(home, {
    'AwsSolutions-APIG4':
      'Each endpoint proves its caller itself, as lambdas/routes.ts names it (client authentication, device proof, cookie, capability).',
  });
}
