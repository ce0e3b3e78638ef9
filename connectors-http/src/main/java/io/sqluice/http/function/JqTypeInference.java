package io.sqluice.http.function;

import io.sqluice.http.response.JqProgram;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.ArgumentCount;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.inference.ConstantArgumentCount;
import org.apache.flink.table.types.inference.InputTypeStrategy;
import org.apache.flink.table.types.inference.Signature;
import org.apache.flink.table.types.inference.StaticArgument;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;

/** The arguments {@code json} and {@code filter}; a literal filter has to compile. */
final class JqTypeInference implements InputTypeStrategy {

  private static final int FILTER = 1;

  private static final DataType TEXT = DataTypes.STRING().bridgedTo(StringData.class);

  private JqTypeInference() {}

  static TypeInference giving(DataType output) {
    return TypeInference.newBuilder()
        .staticArguments(
            StaticArgument.scalar("json", TEXT, false),
            StaticArgument.scalar("filter", TEXT, false))
        .inputTypeStrategy(new JqTypeInference())
        .outputTypeStrategy(TypeStrategies.explicit(output))
        .build();
  }

  @Override
  public ArgumentCount getArgumentCount() {
    return ConstantArgumentCount.of(2);
  }

  @Override
  public Optional<List<DataType>> inferInputTypes(CallContext call, boolean throwOnFailure) {
    Optional<String> filter =
        call.isArgumentLiteral(FILTER)
            ? call.getArgumentValue(FILTER, String.class)
            : Optional.empty();
    if (filter.isPresent()) {
      try {
        JqProgram.compile(filter.get());
      } catch (IllegalArgumentException badProgram) {
        return call.fail(throwOnFailure, "%s", badProgram.getMessage());
      }
    }
    return Optional.of(call.getArgumentDataTypes());
  }

  @Override
  public List<Signature> getExpectedSignatures(FunctionDefinition definition) {
    return List.of(
        Signature.of(
            Signature.Argument.of("json", "STRING"), Signature.Argument.of("filter", "STRING")));
  }
}
