import { describe, expect, it } from 'vitest';
import { NO_VALUE, resolve, type StackValues } from '#cdk/local/template/intrinsics.ts';

const values: StackValues = {
  ref: (name) => ({ Queue: 'http://queue', 'AWS::Region': 'here', 'AWS::NoValue': NO_VALUE })[name],
  attribute: (logicalId, attribute) => `${logicalId}/${attribute}`,
  condition: (name) =>
    ({ Yes: { 'Fn::Equals': ['a', 'a'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] } })[name],
  mapping: (map, first, second) => `${map}-${first}-${second}`,
};

describe("a template's intrinsic functions", () => {
  it.each([
    [{ Ref: 'Queue' }, 'http://queue'],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table/Arn'],
    [{ 'Fn::GetAtt': 'Nested.Outputs.Name' }, 'Nested/Outputs.Name'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 1]] }, 'a-here-1'],
    [{ 'Fn::Sub': '${Queue}/${Table.Arn}/${!Literal}' }, 'http://queue/Table/Arn/${Literal}'],
    [{ 'Fn::Sub': ['${own}-${Queue}', { own: { Ref: 'AWS::Region' } }] }, 'here-http://queue'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    [{ 'Fn::If': ['Yes', 'then', 'otherwise'] }, 'then'],
    [{ 'Fn::If': ['No', 'then', 'otherwise'] }, 'otherwise'],
    [{ 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'key'] }, 'Map-here-key'],
    [{ 'Fn::And': [true, { 'Fn::Or': [false, true] }] }, true],
  ])('gives %j its value', (template, expected) => {
    expect(resolve(template, values)).toEqual(expected);
  });

  it('are worked out wherever they stand', () => {
    const template = {
      Policy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 5 },
      List: [{ Ref: 'Queue' }],
    };

    expect(resolve(template, values)).toEqual({
      Policy: { deadLetterTargetArn: 'Dead/Arn', maxReceiveCount: 5 },
      List: ['http://queue'],
    });
  });

  it('make a property with no value disappear', () => {
    expect(
      resolve({ Kept: 1, Gone: { Ref: 'AWS::NoValue' }, List: [{ Ref: 'AWS::NoValue' }, 2] }, values),
    ).toEqual({
      Kept: 1,
      List: [2],
    });
  });

  it('are not mistaken for the condition of a policy', () => {
    const statement = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };

    expect(resolve(statement, values)).toEqual(statement);
  });

  it('that nobody knows are named', () => {
    expect(() => resolve({ 'Fn::Cidr': [] }, values)).toThrow('Fn::Cidr');
  });
});
