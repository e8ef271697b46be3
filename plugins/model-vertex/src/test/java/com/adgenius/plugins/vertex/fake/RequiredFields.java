package com.adgenius.plugins.vertex.fake;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;

/** Finds fields that Google's definitions mark as required and that a message lacks, as protobuf itself does not. */
final class RequiredFields {

    private RequiredFields() {}

    static void check(Message message, String at) throws GoogleErrorException {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            List<FieldBehavior> behaviors = field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior);
            boolean missing = field.isRepeated()
                    ? message.getRepeatedFieldCount(field) == 0
                    : field.hasPresence()
                            ? !message.hasField(field)
                            : message.getField(field).equals(field.getDefaultValue());
            if (missing && behaviors.contains(FieldBehavior.REQUIRED)) {
                throw GoogleErrorException.invalid("Field '" + at + field.getName() + "' is required");
            }
        }
        for (Map.Entry<FieldDescriptor, Object> set : message.getAllFields().entrySet()) {
            FieldDescriptor field = set.getKey();
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                continue;
            }
            List<?> values = field.isRepeated() ? (List<?>) set.getValue() : List.of(set.getValue());
            for (Object value : values) {
                check((Message) value, at + field.getName() + ".");
            }
        }
    }
}
