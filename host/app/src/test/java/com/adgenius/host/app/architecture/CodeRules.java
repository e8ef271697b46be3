package com.adgenius.host.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;

/** What no class does, in whatever room. */
final class CodeRules {
    static final ArchRule NO_TEST_SLEEPS = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "it sleeps",
                    (JavaAccess<?> access) -> access.getName().equals("sleep")
                            && (access.getTargetOwner().isAssignableTo(Thread.class)
                                    || access.getTargetOwner().isEquivalentTo(TimeUnit.class))))
            .because("a test waits for what it expects, with a deadline");

    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helpers?|Managers?|Common)")
            .because("such a name fits anything; the domain has a word for it");

    private CodeRules() {}
}
