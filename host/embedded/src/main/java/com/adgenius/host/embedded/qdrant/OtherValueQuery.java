package com.adgenius.host.embedded.qdrant;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** Matches points that have at one place a value that is none of those given. */
final class OtherValueQuery extends MultiTermQuery {

    private static final Set<Byte> VALUES =
            Set.of(PayloadTerms.STRING, PayloadTerms.INTEGER, PayloadTerms.BOOLEAN, PayloadTerms.OTHER);

    private final String path;
    private final Set<BytesRef> excepted;

    OtherValueQuery(String path, List<BytesRef> excepted) {
        super(PayloadTerms.FIELD, CONSTANT_SCORE_BLENDED_REWRITE);
        this.path = path;
        this.excepted = Set.copyOf(excepted);
    }

    @Override
    protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes) throws IOException {
        BytesRef prefix = PayloadTerms.prefix(path);
        FilteredTermsEnum others = new FilteredTermsEnum(terms.iterator()) {
            @Override
            protected AcceptStatus accept(BytesRef term) {
                if (!StringHelper.startsWith(term, prefix)) {
                    return AcceptStatus.END;
                }
                boolean value = VALUES.contains(term.bytes[term.offset + prefix.length]);
                return value && !excepted.contains(term) ? AcceptStatus.YES : AcceptStatus.NO;
            }

            @Override
            protected BytesRef nextSeekTerm(BytesRef current) {
                return current == null ? prefix : null;
            }
        };
        return others;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "other than " + excepted + " at " + path;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof OtherValueQuery query
                && path.equals(query.path)
                && excepted.equals(query.excepted);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * super.hashCode() + path.hashCode()) + excepted.hashCode();
    }
}
