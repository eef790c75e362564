import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type CfnStage, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** The pages behind an HTTP API. A secret is in the fragment or the body of a request, which nobody logs. */
export class Web extends Construct {
  readonly url: string;
  private readonly api: HttpApi;

  constructor(scope: Construct) {
    super(scope, 'Web');
    const api = new HttpApi(this, 'Api');
    this.api = api;
    const log = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = api.defaultStage?.node.defaultChild as CfnStage;
    stage.defaultRouteSettings = { throttlingRateLimit: 20, throttlingBurstLimit: 40 };
    const format = JSON.stringify({
      id: '$context.requestId',
      method: '$context.httpMethod',
      status: '$context.status',
      ms: '$context.responseLatency',
    });
    stage.accessLogSettings = { destinationArn: log.logGroupArn, format };
    this.url = `https://${api.apiId}.execute-api.${Stack.of(this).region}.amazonaws.com`;
  }

  /** Apart from the address, since the function has to know it: its mails hold links. */
  serve(desk: LambdaFunction): void {
    const integration = new HttpLambdaIntegration('Desk', desk);
    this.api.addRoutes({ path: '/{page+}', methods: [HttpMethod.ANY], integration });
  }
}
