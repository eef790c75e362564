import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { usedPlaceholders } from './workflow-files.ts';

interface MachineOptions {
  type: 'EXPRESS' | 'STANDARD';
  definition: string;
  /** ARN per placeholder; every placeholder of the definition must be here. */
  arns: Record<string, string>;
}

/** A state machine from its file: the definition stands whole in the template, so that the local desk runs the same. */
export class Machine extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { type, definition, arns }: MachineOptions) {
    super(scope, id);
    const stateMachineName = Machine.nameOf(this, id);
    this.arn = Machine.arnOf(this, id);
    const used = usedPlaceholders(definition);
    const definitionSubstitutions = Object.fromEntries(
      used.map((placeholder) => {
        const arn = arns[placeholder];
        if (!arn)
          throw new Error(
            `The ${id} workflow names \${${placeholder}}, and no function has that name. Correct lib/workflow.`,
          );
        return [placeholder, arn];
      }),
    );
    const log = new LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/states/${Stack.of(this).stackName}-${id}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    const functions = Object.entries(definitionSubstitutions).filter(([name]) => !name.endsWith('MachineArn'));
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: functions.map(([, arn]) => arn) }),
    );
    const others = Object.entries(definitionSubstitutions).filter(([name]) => name.endsWith('MachineArn'));
    if (others.length > 0)
      role.addToPolicy(
        new PolicyStatement({ actions: ['states:StartExecution'], resources: others.map(([, arn]) => arn) }),
      );
    // Log delivery and X-Ray know no resources: AWS asks for the star.
    role.addToPolicy(new PolicyStatement({ actions: [...LOG_DELIVERY, ...TRACING], resources: ['*'] }));
    const machine = new CfnStateMachine(this, 'Machine', {
      stateMachineName,
      stateMachineType: type,
      definitionString: definition,
      definitionSubstitutions,
      roleArn: role.roleArn,
      tracingConfiguration: { enabled: true },
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: log.logGroupArn } }],
      },
    });
    machine.node.addDependency(role);
  }

  /** Names are fixed, so that a function may be granted a machine that calls the function: by reference that would be a circle. */
  static nameOf = (scope: Construct, id: string): string => `${Stack.of(scope).stackName}-${id}`;
  static arnOf = (scope: Construct, id: string): string =>
    Stack.of(scope).formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: Machine.nameOf(scope, id),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
}

const LOG_DELIVERY = ['Create', 'Get', 'Update', 'Delete', 'List']
  .map((verb) => (verb === 'List' ? 'logs:ListLogDeliveries' : `logs:${verb}LogDelivery`))
  .concat('logs:PutResourcePolicy', 'logs:DescribeResourcePolicies', 'logs:DescribeLogGroups');
const TRACING = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
];
