// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.image.label;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.model.Tasks;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.platform.Models;
import dev.tenon.api.platform.UnknownModelException;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Attachment;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.media.Picture;
import dev.tenon.media.PictureException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says what a picture shows, by any installed model of task image-classification. */
@TenonPlugin(
        id = "dev.tenon.skill.image.label",
        name = "Image labels",
        summary = "Says what a picture shows: the five most likely labels, by a model on this machine.",
        categories = "skill",
        icon = "icon.svg",
        docs = "about.md")
@Requirement(namespace = "tenon.model", filter = "(task=image-classification)", effective = "tenon")
@Component
public final class ImageLabelSkill implements Skill {
    /** A picture without a word is most likely meant for this skill, but not surely. */
    private static final double WORDLESS = 0.6;

    private final SkillDescriptor descriptor = SkillDescriptor.load(ImageLabelSkill.class, "image-label");
    private final Models models;
    private final Inference inference;

    /**
     * Starts the skill.
     *
     * @param models says which models are installed
     * @param inference runs them
     */
    @Activate
    public ImageLabelSkill(@Reference Models models, @Reference Inference inference) {
        this.models = models;
        this.inference = inference;
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return utterance.text().isBlank() && picture(utterance).isPresent()
                ? Optional.of(new Understanding(new Arguments(Map.of()), WORDLESS))
                : Optional.empty();
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Sentences say = Sentences.in(context.language());
        Optional<String> wanted = arguments.text("model");
        Attachment attachment = picture(context.utterance())
                .orElseThrow(() -> new SkillException(Reason.INVALID_ARGUMENT, say.noPicture()));
        ModelDescriptor model = choose(wanted, say);
        try {
            List<Label> labels = Label.top(scores(model, Picture.read(attachment.content())), model.labels());
            return new SkillResult(
                    say.answer(labels),
                    Map.of(
                            "model",
                            model.id(),
                            "labels",
                            labels.stream().map(Label::value).toList()));
        } catch (PictureException e) {
            throw new SkillException(Reason.INVALID_ARGUMENT, say.unreadable(e.reason()), e);
        } catch (UnknownModelException e) {
            // Removed between the choice and the run.
            throw new SkillException(Reason.UNAVAILABLE, say.noModel(), e);
        } catch (BackendException e) {
            throw new SkillException(Reason.UNAVAILABLE, say.modelFails(model.id()), e);
        }
    }

    private static Optional<Attachment> picture(Utterance utterance) {
        return utterance.attachments().stream()
                .filter(attachment -> attachment.mediaType().startsWith("image/"))
                .findFirst();
    }

    private ModelDescriptor choose(Optional<String> wanted, Sentences say) throws SkillException {
        List<ModelDescriptor> fit = models.forTask(Tasks.IMAGE_CLASSIFICATION).stream()
                .map(InstalledModel::descriptor)
                .filter(model -> model.image().isPresent())
                .toList();
        if (fit.isEmpty()) {
            throw new SkillException(Reason.UNAVAILABLE, say.noModel());
        }
        if (wanted.isEmpty()) {
            return fit.get(0);
        }
        return fit.stream()
                .filter(model -> model.id().equals(wanted.get()))
                .findFirst()
                .orElseThrow(() -> new SkillException(
                        Reason.INVALID_ARGUMENT,
                        say.noSuchModel(
                                wanted.get(),
                                fit.stream().map(ModelDescriptor::id).toList())));
    }

    private float[] scores(ModelDescriptor model, Picture picture) throws BackendException {
        TensorSpec input = inference.inputs(model.id()).get(0);
        String output = inference.outputs(model.id()).get(0).name();
        Tensor tensor = picture.toTensor(model.image().orElseThrow(), input.type());
        return inference
                .run(model.id(), Map.of(input.name(), tensor))
                .get(output)
                .toFloats();
    }
}
