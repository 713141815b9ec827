import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AUTHORITIES, type Authority, type AuthorityName } from '../../lambdas/authorities.ts';
import { pascal, prefix } from '../names.ts';
import { authorityEnvironment } from './authority-environment.ts';
import { acknowledgeGrants, authorityGrants } from './authority-grants.ts';
import { functionAlarms } from './function-alarms.ts';
import type { Ground } from './ground.ts';
import { httpRoutes } from './http-routes.ts';

/** One authority of `lambdas/authorities.ts`, deployed: the function, its grants, its routes, its alarms. */
export class AuthorityFunction extends Construct {
  readonly function: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, name: AuthorityName, ground: Ground) {
    super(scope, pascal(name));
    const authority: Authority = AUTHORITIES[name];
    this.logGroup = this.makeLogGroup(name, ground);
    this.function = this.makeFunction(name, authority, ground);
    for (const statement of authorityGrants(this, authority, ground))
      this.function.addToRolePolicy(statement);
    httpRoutes(this, name, this.function, ground.api);
    functionAlarms(this, name, this.function, ground);
  }

  private makeFunction(name: AuthorityName, authority: Authority, ground: Ground): LambdaFunction {
    const concurrency = ground.stage.concurrency[name];
    return new LambdaFunction(this, 'Function', {
      functionName: prefix(ground.stage, name),
      description: authority.purpose,
      runtime: new Runtime('nodejs24.x'),
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(ground.build.functions, name)),
      handler: 'index.handler',
      memorySize: authority.memoryMb,
      timeout: Duration.seconds(authority.timeoutSeconds),
      role: this.makeRole(authority, ground),
      environment: authorityEnvironment(authority, ground),
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      ...(concurrency !== undefined && { reservedConcurrentExecutions: concurrency }),
    });
  }

  /** Not the managed policy: it would let every function write into every log. */
  private makeRole(authority: Authority, ground: Ground): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);
    for (const statement of authorityGrants(this, authority, ground)) role.addToPolicy(statement);
    acknowledgeGrants(role, authority, ground);
    return role;
  }

  private makeLogGroup(name: AuthorityName, { stage }: Ground): LogGroup {
    return new LogGroup(this, 'Log', {
      logGroupName: `/guichet/${stage.name}/${name}`,
      retention: stage.retention.logDays,
      removalPolicy: stage.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
