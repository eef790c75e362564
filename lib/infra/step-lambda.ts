import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  type ILayerVersion,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvOf, Step } from '../settings.ts';

interface StepOptions<S extends Step> {
  env: EnvOf<S>;
  dist: string;
  desk?: ILayerVersion;
  timeout?: Duration;
  memoryMegabytes?: number;
  /** Only where nearly every call should be traced, or where a machine decides which (traces.ts). */
  isTraced?: boolean;
}

/** One workflow step as a Lambda with a role and a log of its own. `env` is typed by the very schema that the step parses when it starts. */
export class StepLambda<S extends Step> extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, step: S, options: StepOptions<S>) {
    super(scope, step);
    const { env, dist, desk, timeout = Duration.seconds(20), memoryMegabytes = 512, isTraced = true } = options;
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    this.fn = new LambdaFunction(this, 'Fn', {
      code: Code.fromAsset(join(dist, step)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMegabytes,
      tracing: isTraced ? Tracing.ACTIVE : Tracing.DISABLED,
      environment: env,
      layers: desk ? [desk] : [],
      timeout,
      logGroup,
      role,
    });
  }

  allow(actions: string[], resources: string[], conditions?: Record<string, unknown>): void {
    this.fn.addToRolePolicy(new PolicyStatement({ effect: Effect.ALLOW, actions, resources, conditions }));
  }
}
