package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.Sql;
import io.sqluice.job.script.Edits;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;

/** Names such as {@code l.$symbol}: behind a dot Flink takes a dollar sign in backquotes only. */
public final class ParameterNames {

  private ParameterNames() {}

  /** The statement with backquotes around them; the same object if there are none. */
  public static Statement quote(Statement statement) {
    Edits edits = new Edits();
    for (int i = 1; i + 1 < statement.tokens().size(); i++) {
      Token mark = statement.tokens().get(i);
      Token word = statement.tokens().get(i + 1);
      if (statement.isSymbol(i - 1, '.')
          && statement.isSymbol(i, '$')
          && word.kind() == Token.Kind.WORD
          && mark.end() == word.start()) {
        edits.replace(mark.start(), word.end(), Sql.name(LookupTable.MARK + statement.value(word)));
      }
    }
    return statement.edited(edits);
  }
}
